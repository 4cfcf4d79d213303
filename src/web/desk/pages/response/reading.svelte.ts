/**
 * Whether a text has been read to its end, by what a page can know: its end was on the screen, and some of the text
 * is there now. An approval and a release ask for it.
 */
export class Reading {
  /** The text is on the screen at this moment. */
  visible = $state(false);
  /** Its end has been on the screen. */
  ended = $state(false);

  get read(): boolean {
    return this.visible && this.ended;
  }

  /** Watches a text and its last line, from nothing read; returns how to stop. To be called anew for a new text. */
  watch(text: Element, end: Element): () => void {
    this.visible = false;
    this.ended = false;
    const observer = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) {
        if (target === text) this.visible = isIntersecting;
        else if (isIntersecting) this.ended = true;
      }
    });
    observer.observe(text);
    observer.observe(end);
    return () => {
      observer.disconnect();
      this.visible = false;
    };
  }
}
