import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

const views = [
  { width: 360, height: 740 },
  { width: 1280, height: 800 },
];

/**
 * No axe violation and nothing wider than the window, light and dark, on a phone and on a desk.
 * @param within a part of a long page whose rest another test looks at
 */
export async function expectAccessible(page: Page, within?: string): Promise<void> {
  await page.emulateMedia({ reducedMotion: "reduce" });
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    const hasTheme = expect.poll(() => page.evaluate(() => document.documentElement.classList.contains("dark")));
    await hasTheme.toBe(colorScheme === "dark");
    for (const view of views) {
      await page.setViewportSize(view);
      const axe = new AxeBuilder({ page });
      const { violations } = await (within ? axe.include(within) : axe).analyze();
      const found = violations.map(
        ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")}`,
      );
      expect(found, `${colorScheme}, ${view.width} px`).toEqual([]);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(overflow, `${colorScheme}, ${view.width} px`).toBeLessThanOrEqual(0);
    }
  }
}
