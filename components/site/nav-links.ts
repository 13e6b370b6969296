export const navLinks = [
  { href: "/workbench", label: "Workbench" },
  { href: "/console", label: "Console" },
  { href: "/docs", label: "Docs" },
  { href: "/pricing", label: "Pricing" },
] as const;
