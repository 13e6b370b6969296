import { Download } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuTrigger,
} from "@/components/ui/overlays/dropdown-menu";
import { type OutputFormat, outputFormats } from "@/lib/contract/order";
import type { AdjustSession } from "../adjust-session";

const texts: Record<OutputFormat, { name: string; note: string }> = {
  png: { name: "PNG", note: "exact" },
  jpeg: { name: "JPEG", note: "opens everywhere" },
  webp: { name: "WebP", note: "small" },
  tiff: { name: "TIFF", note: "exact, for archives" },
  avif: { name: "AVIF", note: "smallest" },
};

/** Downloads the photo at full size, with its adjustments. */
export function SaveMenu({ session }: { session: AdjustSession }) {
  const [isBusy, setBusy] = useState(false);
  const download = async (format: OutputFormat) => {
    setBusy(true);
    await session.download(format);
    setBusy(false);
  };
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="outline" className="flex-1" pending={isBusy}>
          {!isBusy && <Download aria-hidden />}
          Download as
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent>
        <DropdownMenuLabel>Full size, with your adjustments</DropdownMenuLabel>
        {outputFormats.map((format) => (
          <DropdownMenuItem key={format} onSelect={() => void download(format)}>
            {texts[format].name}
            <span className="ml-auto text-xs text-muted-foreground">{texts[format].note}</span>
          </DropdownMenuItem>
        ))}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
