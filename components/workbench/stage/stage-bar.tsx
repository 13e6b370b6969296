import type { ReactNode } from "react";

/** Under the photo, in every state and of one height: what it is on the left, what to do with it on the right. */
export function StageBar({ children, actions }: { children: ReactNode; actions?: ReactNode }) {
  return (
    <div className="flex min-h-25 flex-wrap items-center justify-between gap-4 border-t bg-background px-4 py-4 sm:px-6">
      <div className="grid min-w-0 flex-1 basis-80 gap-1 text-[0.8125rem] leading-snug">{children}</div>
      {actions && <div className="flex gap-2 max-sm:w-full">{actions}</div>}
    </div>
  );
}
