import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

const views = [
  { colorScheme: "light", width: 360, height: 740 },
  { colorScheme: "dark", width: 1280, height: 800 },
] as const;

/**
 * No axe violation and nothing wider than the window, on a phone and on a desk, each in one of the themes: what a rule finds
 * depends on the width or on the colors, hardly ever on both, and a look takes seconds.
 * @param within a part of a long page whose rest another test looks at
 */
export async function expectAccessible(page: Page, within?: string): Promise<void> {
  await page.emulateMedia({ reducedMotion: "reduce" });
  for (const { colorScheme, ...size } of views) {
    const view = `${colorScheme}, ${size.width} px`;
    await page.setViewportSize(size);
    await page.emulateMedia({ colorScheme });
    const hasTheme = expect.poll(() => page.evaluate(() => document.documentElement.classList.contains("dark")));
    await hasTheme.toBe(colorScheme === "dark");
    await page.evaluate(settle);
    const axe = new AxeBuilder({ page });
    const { violations } = await (within ? axe.include(within) : axe).analyze();
    const found = violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")}`,
    );
    expect(found, view).toEqual([]);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow, view).toBeLessThanOrEqual(0);
  }
}

/**
 * Runs in the page. Parts out of sight that the browser passes over keep the colors of the theme before, and colors on their way
 * from one to the other have the contrast of neither.
 */
async function settle(): Promise<void> {
  for (const element of document.querySelectorAll<HTMLElement>("main *"))
    if (getComputedStyle(element).contentVisibility === "auto") element.style.contentVisibility = "visible";
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  // Ended, not awaited: a transition of what the browser does not draw never ends by itself.
  for (const animation of document.getAnimations()) if (animation instanceof CSSTransition) animation.finish();
}
