// The style sheets of a view: those of other pages rest meanwhile, lest their rules touch it.

// Answers, when all are there, what puts them on.
export async function styled(page) {
  const known = new Set(sheets(document).map((link) => link.href));
  const wanted = sheets(page).map((link) => new URL(link.getAttribute("href"), location.href).href);
  await Promise.all(wanted.filter((address) => !known.has(address)).map(loaded));
  return () => {
    for (const link of sheets(document)) link.disabled = !wanted.includes(link.href);
  };
}

function sheets(page) {
  return [...page.querySelectorAll("link[rel=stylesheet]")];
}

function loaded(address) {
  return new Promise((done) => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.onload = link.onerror = done;
    link.href = address;
    document.head.append(link);
  });
}
