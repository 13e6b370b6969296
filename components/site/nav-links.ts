/**
 * The sections of the product, in the order in which header, account menu and footer show them.
 */
export const navLinks = [
  { href: "/workbench", label: "Workbench" },
  { href: "/console", label: "Console" },
  { href: "/docs", label: "Docs" },
  { href: "/pricing", label: "Pricing" },
] as const;

/**
 * Whether a link is marked as current: on its own page and on every page beneath it, but not on a page whose name only begins
 * the same way.
 */
export const isCurrentLink = (href: string, pathname: string): boolean =>
  pathname === href || pathname.startsWith(`${href}/`);
