// Runs once in a component that stands for links elsewhere: those of the messages in #acts, its own in #shelf. A link
// names its act; copying is done here, all else is the server's.

const own = element.closest("#shelf") !== null || element.id === "shelf";

// What changes the conversation waits for the answer that is being written: its last words would undo the change.
const answering = () => document.querySelector("#question .stop-button") !== null;

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
    navigator.clipboard?.writeText(parts.map(asText).join("\n"));
    link.classList.add("chosen");
    return;
  }
  if (own || !answering()) trigger("select", wanted);
});

if (!own) {
  document.addEventListener(
    "click",
    (event) => {
      if (answering() && event.target.closest?.("#undo")) event.stopImmediatePropagation();
    },
    true,
  );
}
