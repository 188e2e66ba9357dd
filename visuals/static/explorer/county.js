// The list of counties: narrowed while one types, kept where it was scrolled to.
let scrolled = 0;

export function start(main) {
  const list = main.querySelector(".side nav");
  const box = main.querySelector("#find-county");
  if (!list) return;
  list.scrollTop = scrolled;
  reveal(list, list.querySelector("[aria-current]"));
  list.addEventListener("scroll", () => (scrolled = list.scrollTop), { passive: true });
  box.addEventListener("input", () => narrow(list, box.value.trim()));
}

function reveal(list, here) {
  if (!here) return;
  const from = here.offsetTop - list.offsetTop;
  if (from < list.scrollTop || from > list.scrollTop + list.clientHeight - here.offsetHeight) list.scrollTop = from - list.clientHeight / 2;
}

// Chinese characters and codes narrow at once; Enter asks the server, which knows pinyin, too.
function narrow(list, text) {
  if (/[a-z]/i.test(text)) return;
  for (const block of list.querySelectorAll("details")) {
    let any = false;
    for (const link of block.querySelectorAll("[data-name]")) {
      const fits = link.dataset.name.includes(text);
      link.parentElement.hidden = !fits;
      any ||= fits;
    }
    block.hidden = !any;
  }
}
