// Sorts tables by a column, sorts and filters the wrong answers. All text was put into the page, escaped, by page.py.

for (const button of document.querySelectorAll("th button")) {
  button.addEventListener("click", () => {
    const table = button.closest("table");
    const body = table.tBodies[0];
    const column = button.closest("th").cellIndex;
    const falling = button.getAttribute("aria-pressed") !== "true";
    const key = row => {
      const { value } = row.cells[column].dataset;
      return value === "" || value === undefined ? row.cells[column].textContent : Number(value);
    };
    const order = (a, b) =>
      typeof key(a) === "number" && typeof key(b) === "number" ? key(a) - key(b) : String(key(a)).localeCompare(String(key(b)), "zh");
    for (const other of table.querySelectorAll("th button")) other.setAttribute("aria-pressed", "false");
    button.setAttribute("aria-pressed", String(falling));
    body.append(...[...body.rows].sort((a, b) => (falling ? order(b, a) : order(a, b))));
  });
}

const list = document.querySelector("#wrong");
if (list) {
  const [sort, cause, kind, words] = ["sort", "cause", "kind", "words"].map(id => document.getElementById(id));
  const count = document.querySelector("#count");
  const cards = [...list.children];
  const show = () => {
    const [field, direction] = sort.value.split(" ");
    const sign = direction === "falling" ? -1 : 1;
    let shown = 0;
    for (const card of cards) {
      const fits =
        (!cause.value || card.dataset.cause === cause.value) &&
        (!kind.value || card.dataset.kind === kind.value) &&
        (!words.value || card.textContent.includes(words.value));
      card.hidden = !fits;
      shown += fits;
    }
    list.append(...cards.sort((a, b) => sign * (a.dataset[field] - b.dataset[field]) || a.dataset.order - b.dataset.order));
    count.textContent = `${shown} 题`;
  };
  for (const control of [sort, cause, kind, words]) control.addEventListener("input", show);
}
