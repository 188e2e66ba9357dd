// The filters fold away on a narrow screen, so that the list comes first; and a print view prints.
export function start(main) {
  const filters = main.querySelector(".filters");
  if (filters && matchMedia("(max-width: 52rem)").matches) filters.open = false;
  main.querySelector("[data-print]")?.addEventListener("click", () => print());
}
