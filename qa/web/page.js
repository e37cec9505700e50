// Runs once in the source pane, given `element`, `trigger` and `watch` by gr.HTML. A click on a chip, anywhere on
// the page, opens what the chip's link names, with the source's tab, which is the first; after each change the pane scrolls to its mark.

let clicked = false;

function reveal() {
  const article = element.querySelector("article.source");
  const mark = article?.querySelector("mark");
  const wasClicked = clicked;
  clicked = false;
  if (!mark) {
    article?.scrollTo({ top: 0 });
    return;
  }
  const above = mark.getBoundingClientRect().top - article.getBoundingClientRect().top;
  // Not smoothly: such a scroll can be cut short by the focus or by another one on its way, and then shows no mark.
  article.scrollTo({ top: article.scrollTop + above - article.clientHeight / 3 });
  if (wasClicked) {
    // On a phone the pane lies below the chat, so a click leads there; an answer that arrives moves nothing.
    article.scrollIntoView({ block: "nearest" });
    mark.tabIndex = -1;
    mark.focus({ preventScroll: true });
  }
}

function openTab() {
  const tab = document.querySelector('#panes [role="tab"]');
  if (tab?.getAttribute("aria-selected") === "false") tab.click();
}

document.addEventListener("click", (event) => {
  const heading = event.target.closest?.("a.heading");
  if (heading) {
    event.preventDefault();
    const start = new URLSearchParams(heading.hash.slice(1)).get("heading");
    element.querySelector(`[data-heading="${CSS.escape(start)}"]`)?.scrollIntoView({ block: "start" });
    return;
  }
  const chip = event.target.closest?.("a.citation");
  if (!chip) return;
  event.preventDefault();
  clicked = true;
  openTab();
  const shown = element.querySelector("article.source")?.dataset ?? {};
  const wanted = Object.fromEntries(new URLSearchParams(chip.hash.slice(1)));
  if (["document", "start", "end", "words"].every((name) => shown[name] === wanted[name])) {
    requestAnimationFrame(reveal); // in a tab that was closed there is nothing to scroll before
  } else {
    trigger("click", wanted);
  }
});

watch("value", reveal);
