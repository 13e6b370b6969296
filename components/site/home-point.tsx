import type { ReactNode } from "react";

type Props = { title: string; text: ReactNode; children: ReactNode };

/** One point about the product, next to what shows it. */
export function HomePoint({ title, text, children }: Props) {
  return (
    <section className="grid gap-8 border-t py-14 sm:py-20 lg:grid-cols-[5fr_7fr] lg:items-center lg:gap-16">
      <div className="grid max-w-md gap-3">
        <h2 className="text-2xl font-semibold sm:text-3xl">{title}</h2>
        <p className="text-pretty text-muted-foreground sm:text-lg">{text}</p>
      </div>
      <div className="min-w-0">{children}</div>
    </section>
  );
}
