import { SectionNav } from "@/components/ui/navigation/section-nav";

const sections = [
  { href: "/console", label: "Overview" },
  { href: "/console/keys", label: "API keys" },
  { href: "/console/jobs", label: "Jobs" },
  { href: "/console/usage", label: "Usage" },
  { href: "/console/webhooks", label: "Webhooks" },
  { href: "/console/billing", label: "Billing" },
  { href: "/console/account", label: "Account" },
] as const;

/** The console's sections, below the studio's header. */
export function ConsoleNav() {
  return <SectionNav label="Console" root="/console" sections={sections} />;
}
