import { studioLinks } from "../nav-links";

export type Page = { href: string; label: string };

const ofAccount: Page[] = [
  { href: "/console/keys", label: "API keys" },
  { href: "/console/jobs", label: "Jobs" },
  { href: "/console/usage", label: "Usage" },
  { href: "/console/webhooks", label: "Webhooks" },
  { href: "/console/billing", label: "Billing" },
  { href: "/console/account", label: "Account" },
];
const ofGuests: Page[] = [
  { href: "/sign-in?next=/workbench", label: "Sign in" },
  { href: "/sign-up", label: "Create an account" },
];

/** The pages that the command menu leads to. */
export const listPages = (signedIn: boolean): readonly Page[] =>
  signedIn
    ? [...studioLinks(true), ...ofAccount]
    : [...studioLinks(false).filter(({ href }) => href !== "/console"), ...ofGuests];
