// Runs once in a component that stands for links elsewhere: those of the messages in #acts, its own in #shelf. A link
// names its act; copying is done here, all else is the server's.

const own = element.closest("#shelf") !== null || element.id === "shelf";

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a.act");
  if (!link || (link.closest("#shelf") !== null) !== own) return;
  event.preventDefault();
  const wanted = Object.fromEntries(new URLSearchParams(link.hash.slice(1)));
  if (wanted.act === "copy") {
    const answer = link.closest(".answer, .abstention");
    const parts = [...answer.querySelectorAll(".said, .abstention > p:not(.verdict):not(.acts)")];
    navigator.clipboard?.writeText(parts.map((part) => part.innerText).join("\n"));
    link.classList.add("chosen");
    return;
  }
  trigger("select", wanted);
});
