import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { FixedSettingAnswer } from "@/lib/contract/admin/settings-answers";

const sources = { default: "default", environment: "environment", made: "made by the studio, in DATA_DIR" } as const;

/** The settings that are read once, as this process has them. */
export function FixedSettingsTable({ settings }: { settings: readonly FixedSettingAnswer[] }) {
  return (
    <Table label="Settings of the start">
      <TableHeader>
        <TableRow>
          <TableHead>Name</TableHead>
          <TableHead>Value</TableHead>
          <TableHead>From</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {settings.map(({ name, shown, source }) => (
          <TableRow key={name}>
            <TableCell className="py-2 font-mono text-xs">{name}</TableCell>
            <TableCell className="min-w-40 max-w-96 break-all py-2">
              {shown ?? <span className="text-muted-foreground">not set</span>}
            </TableCell>
            <TableCell className="whitespace-nowrap py-2 text-muted-foreground">{sources[source]}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
