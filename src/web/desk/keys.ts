/**
 * Single keys that open things: R reasons, S what would stop it, T tables, C a call. None where a person writes,
 * and none together with a modifier, which belongs to the browser.
 */
export function keyOf(event: KeyboardEvent): string | null {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return null;
  const target = event.target;
  if (
    target instanceof HTMLElement &&
    (target.closest('input, select, textarea, dialog') || target.isContentEditable)
  )
    return null;
  return event.key.toLowerCase();
}
