/**
 * Which of millions of names were seen before, in sixteen bytes a name: a table of fingerprints outside the heap.
 *
 * Two names in a million share their 53 bits once in ten thousand files; the second would then be taken for the first.
 */
export type NamesSeen = { readonly add: (name: string) => void; readonly has: (name: string) => boolean };

const SMALLEST = 1024;

export function namesSeen(): NamesSeen {
  let slots = new Float64Array(SMALLEST);
  let size = 0;

  /** Where the fingerprint stands, or would. */
  function slotOf(print: number): number {
    let slot = print % slots.length;
    while (slots[slot] !== 0 && slots[slot] !== print) slot = (slot + 1) % slots.length;
    return slot;
  }

  function grow(): void {
    const full = slots;
    slots = new Float64Array(full.length * 2);
    for (const print of full) if (print !== 0) slots[slotOf(print)] = print;
  }

  return {
    has: (name) => slots[slotOf(fingerprint(name))] !== 0,
    add: (name) => {
      const print = fingerprint(name);
      const slot = slotOf(print);
      if (slots[slot] === print) return;
      slots[slot] = print;
      size += 1;
      if (size * 2 > slots.length) grow();
    },
  };
}

/** 1 to 2^53: two multiplicative hashes of 32 bits, of which the second keeps 21. */
function fingerprint(name: string): number {
  let a = 0x811c9dc5;
  let b = 0x01000193;
  for (let i = 0; i < name.length; i++) {
    const code = name.charCodeAt(i);
    a = Math.imul(a ^ code, 0x01000193);
    b = Math.imul(b ^ code, 0x85ebca6b) ^ (b >>> 13);
  }
  return (a >>> 0) * 0x200000 + (b >>> 11) + 1;
}
