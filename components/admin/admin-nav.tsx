import { SectionNav } from "@/components/ui/navigation/section-nav";

const sections = [
  { href: "/admin", label: "Overview" },
  { href: "/admin/users", label: "Users" },
  { href: "/admin/jobs", label: "Jobs" },
  { href: "/admin/payments", label: "Payments" },
  { href: "/admin/webhooks", label: "Webhooks" },
  { href: "/admin/mail", label: "Mail" },
  { href: "/admin/settings", label: "Settings" },
  { href: "/admin/models", label: "Models" },
  { href: "/admin/backups", label: "Backups" },
  { href: "/admin/log", label: "Log" },
  { href: "/admin/audit", label: "Audit" },
] as const;

/** What an operator runs the studio with, below the studio's header. */
export const AdminNav = () => <SectionNav label="Operator" root="/admin" sections={sections} />;
