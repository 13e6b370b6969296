"use client";

import { Time } from "@/components/ui/time";
import { formatDay } from "@/lib/format/format-dates";

/** The day of a moment in the reader's own zone, on a page that the server writes. */
export const DayOf = ({ at }: { at: string }) => <Time at={at} format={formatDay} />;
