import { type ClassValue, clsx } from "clsx";
import { twMerge } from "tailwind-merge";

/** Joins class names; of two Tailwind classes that set the same thing, the later one stays. */
export const cn = (...classes: ClassValue[]): string => twMerge(clsx(classes));

/**
 * A link inside running text: underlined in the brand's color, so that it does not depend on color alone.
 */
export const textLink =
  "text-foreground underline decoration-2 decoration-brand/60 underline-offset-4 hover:decoration-brand";
/** A name in a list that leads to its page: the line under it is quiet until the pointer is there. */
export const quietLink = "font-medium underline decoration-border underline-offset-4 hover:decoration-brand";
/** A link back to the list above a page's title. */
export const backLink =
  "-my-4 inline-flex min-h-11 w-fit items-center gap-2 rounded-md text-muted-foreground text-sm hover:text-foreground";
