// Runs once in a component that stands for links elsewhere: those of the messages in #acts, its own in #shelf. A link
// names its act; copying is done here, all else is the server's.

const own = element.closest("#shelf") !== null || element.id === "shelf";

// What changes the conversation waits for the answer that is being written: its last words would undo the change.
const answering = () => document.querySelector("#question .stop-button") !== null;

// A question that a link asks is answered apart from those of the box: two at once would each forget the other.
let linked = false;

// Browsers give the clipboard to pages of https and of this machine alone; the older way works on all.
async function copy(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const area = Object.assign(document.createElement("textarea"), { value: text });
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  if (!done) throw new Error("nothing was copied");
}

// A paragraph as it is read, each chip as its mark: [1].
const asText = (part) =>
  part.querySelector("a.citation")
    ? [...part.childNodes]
        .map((node) => (node.matches?.("a.citation") ? `[${node.querySelector("b").textContent}]` : node.textContent))
        .join("")
    : part.innerText;

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a.act");
  if (!link || (link.closest("#shelf") !== null) !== own) return;
  event.preventDefault();
  const wanted = Object.fromEntries(new URLSearchParams(link.hash.slice(1)));
  if (wanted.act === "copy") {
    const answer = link.closest(".answer, .abstention");
    const parts = [...answer.querySelectorAll(".said, .abstention > p:not(.verdict):not(.acts)")];
    copy(parts.map(asText).join("\n")).then(() => link.classList.add("chosen"));
    return;
  }
  if (own || !answering()) {
    linked = ["ask", "retry"].includes(wanted.act);
    trigger("select", wanted);
  }
});

if (!own) {
  document.addEventListener(
    "keydown",
    (event) => {
      if (event.key !== "Enter" || event.shiftKey || !event.target.closest?.("#question")) return;
      linked = linked && answering();
      if (linked) {
        event.preventDefault();
        event.stopImmediatePropagation();
      }
    },
    true,
  );
  document.addEventListener(
    "click",
    (event) => {
      if (answering() && event.target.closest?.("#undo")) event.stopImmediatePropagation();
    },
    true,
  );
}
