/** Figures inside the reasons of the returns: English, with thousands set apart. */
export function votes(figure: number): string {
  return `${String(figure).replace(/\B(?=(\d{3})+$)/g, ',')} votes`;
}
