import { Command } from "cmdk";
import { ImageIcon } from "lucide-react";
import type { ReactNode } from "react";

/** A heading and what is below it. */
export function Group({ heading, children }: { heading: string; children: ReactNode }) {
  return (
    <Command.Group
      heading={heading}
      className="[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:text-muted-foreground"
    >
      {children}
    </Command.Group>
  );
}

type ItemProps = {
  /** Unique; not shown. */
  value: string;
  /** What is searched beside the value. */
  keywords?: string[];
  keys?: string;
  icon: ReactNode;
  onSelect: () => void;
  children: string;
};

/** One line to choose, with its key. */
export function Item({ keys, icon, children, ...props }: ItemProps) {
  return (
    <Command.Item
      {...props}
      className="flex min-h-10 cursor-default items-center gap-3 rounded-md px-2 text-sm select-none data-[selected=true]:bg-accent pointer-coarse:min-h-11 [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-muted-foreground"
    >
      <span aria-hidden className="grid size-6 shrink-0 place-items-center">
        {icon}
      </span>
      <span className="min-w-0 flex-1 truncate">{children}</span>
      {keys && <kbd className="rounded-md border bg-secondary px-1.5 py-0.5 font-sans text-xs">{keys}</kbd>}
    </Command.Item>
  );
}

/** A photo, or a picture of one. */
export function Thumb({ url }: { url: string | null }) {
  if (!url) return <ImageIcon />;
  // biome-ignore lint/performance/noImgElement: a signed link of this origin; there is nothing to optimize
  return <img src={url} alt="" className="size-6 rounded-sm object-cover" />;
}
