import { cn } from "./class-names";

/** The mark: one frame, half in gray, half in color. */
export function LogoMark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true" className={cn("size-7", className)}>
      <path d="M9 2h7v28H9a7 7 0 0 1-7-7V9a7 7 0 0 1 7-7Z" className="fill-foreground" />
      <path d="M16 2h7a7 7 0 0 1 7 7v14a7 7 0 0 1-7 7h-7Z" className="fill-primary" />
      <path d="M16 8.5a7.5 7.5 0 0 0 0 15Z" className="fill-background" />
      <path d="M16 8.5a7.5 7.5 0 0 1 0 15Z" className="fill-primary-foreground" />
    </svg>
  );
}

export function Logo({ className }: { className?: string }) {
  return (
    <span className={cn("inline-flex items-center gap-2.5 text-[0.9375rem] font-semibold tracking-tight", className)}>
      <LogoMark />
      <span>
        Pixomax <span className="font-normal text-muted-foreground">Studio</span>
      </span>
    </span>
  );
}
