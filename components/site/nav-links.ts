/**
 * The sections of the product, in the order in which header, account menu and footer show them.
 */
export const navLinks = [
  { href: "/workbench", label: "Workbench" },
  { href: "/console", label: "Console" },
  { href: "/docs", label: "Docs" },
  { href: "/pricing", label: "Pricing" },
] as const;

/** The same in the studio, whose signed-in people have photos of their own. */
export const studioLinks = (isSignedIn: boolean): readonly { href: string; label: string }[] => {
  const [workbench, ...others] = navLinks;
  return isSignedIn ? [workbench, { href: "/library", label: "Library" }, ...others] : navLinks;
};

/**
 * Whether a link is marked as current: on its own page and on every page beneath it, but not on a page whose name only begins
 * the same way.
 */
export const isCurrentLink = (href: string, pathname: string): boolean =>
  pathname === href || pathname.startsWith(`${href}/`);
