/* How a page is looked at: in both colours and both widths, by axe-core's WCAG 2.2 AA rules, and for fitting its window. */
import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
export const WIDE = { width: 1280, height: 860 };
const NARROW = { width: 390, height: 844 };

export class Eyes {
  /** `pictures`: a folder for a screenshot of every face of every page, if any are wanted. */
  constructor(page, pictures) {
    this.page = page;
    this.pictures = pictures;
    if (pictures) mkdirSync(pictures, { recursive: true });
  }

  /**
   * Sets colours and width, and waits until the page stands still in them. The media query's event reaches the page with its
   * next frame, later than this call returns: who measures at once sees half the page in the old colours.
   */
  async look(colorScheme, viewport) {
    await this.page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await this.page.setViewportSize(viewport);
    await this.page.waitForFunction(
      ([scheme, width]) => innerWidth === width && (document.documentElement.dataset.theme ?? scheme) === scheme,
      [colorScheme, viewport.width],
    );
    await this.page.evaluate(async () => {
      const frame = () => new Promise(requestAnimationFrame);
      await document.fonts.ready;
      await frame();
      await frame();
      const ending = document.getAnimations().filter((each) => each.effect.getComputedTiming().endTime !== Infinity);
      await Promise.allSettled(ending.map((each) => each.finished));
    });
  }

  /** Looks at the present page in both colours and both widths. */
  async looksRight(name) {
    await this.page.waitForFunction(() => !document.querySelector("[data-loading]"));
    try {
      for (const [colorScheme, viewport] of [
        ["light", WIDE],
        ["dark", WIDE],
        ["light", NARROW],
      ]) {
        await this.look(colorScheme, viewport);
        const face = `${name}, ${colorScheme}, ${viewport.width} px`;
        if (this.pictures) await this.page.screenshot({ path: `${this.pictures}/${name}-${colorScheme}-${viewport.width}.png` });
        const overflow = await this.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        assert.ok(overflow <= 0, `${face}: the page is ${overflow} px wider than its window`);
        assert.deepEqual(await this.violations(), [], face);
      }
    } finally {
      await this.look("light", WIDE);
    }
  }

  /** What axe-core finds, with the figures it measured. */
  async violations() {
    // The rules run in the page; evaluate() may, where a script element of ours would be refused by the page's policy.
    await this.page.evaluate(axe);
    const found = await this.page.evaluate((tags) => window.axe.run(document, { runOnly: tags }), RULES);
    return found.violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(" ")} (${node.any[0]?.message ?? node.failureSummary})`));
  }
}
