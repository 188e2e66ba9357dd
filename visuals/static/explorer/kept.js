// What somebody did to a view stays when it is swapped: where the keyboard is, what is unfolded.
const PARTS = "#nav, #search, #place, #day, #main";

// Answers what puts the keyboard back: at what has the same id, else at what says the same, else at the view.
export function keptFocus() {
  const held = document.activeElement;
  const part = held?.closest(PARTS);
  if (!part || held === part) return () => {};
  const label = said(held);
  return () => {
    if (held.isConnected) return;
    const fresh = document.getElementById(part.id);
    const same = [...fresh.querySelectorAll("a, button, summary")].find((each) => said(each) === label);
    const found = (held.id && document.getElementById(held.id)) || same || document.getElementById("main");
    found.focus({ preventScroll: true });
  };
}

export function keepOpen(old, fresh) {
  const open = new Set([...old.querySelectorAll("details[open] > summary")].map(said));
  for (const summary of fresh.querySelectorAll("details > summary")) if (open.has(said(summary))) summary.parentElement.open = true;
}

// Counts change from view to view, what they count does not.
function said(element) {
  return (element.getAttribute("aria-label") ?? element.textContent).replace(/[\d,\s]+/g, "");
}
