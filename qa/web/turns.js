// Runs once in the component that holds the conversation. Its tab keeps it through a reload; the browser keeps the latest
// for a tab that is opened later, which goes its own way from there.

watch("value", () => {
  const turns = JSON.stringify(props.value);
  try {
    sessionStorage.setItem("wenju-conversation", turns);
    localStorage.setItem("wenju-conversation", turns);
  } catch {
    // A browser may keep nothing for this page, or no more; the conversation then lasts as long as the page.
  }
});
