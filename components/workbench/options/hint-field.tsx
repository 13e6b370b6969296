import { useState } from "react";
import { Field } from "@/components/ui/forms/field";
import { Input } from "@/components/ui/forms/input";
import { maxHint } from "@/lib/contract/photos/color-hint";
import type { QueuePhoto } from "../queue/queue-photo";
import { readCommon } from "./choose-targets";

type Props = {
  /** Whose colors the words are about; at least one. */
  photos: readonly QueuePhoto[];
  /** Null for no words. */
  onChange: (hint: string | null) => void;
};

/** What somebody knows about a photo's colors, for engines that take words. What is typed is kept with the photos at once. */
export function HintField({ photos, onChange }: Props) {
  const common = readCommon(photos, ({ order }) => order.hint);
  const differ = common === null && photos.some(({ order }) => order.hint !== null);
  // Not the stored words, which have no space at their end: nobody could type the next word.
  const [text, setText] = useState(common ?? "");
  const change = (typed: string) => {
    const line = toLine(typed);
    setText(line);
    onChange(line.trim() || null);
  };
  return (
    <Field
      label="What you know about the colors"
      hint={differ ? "Each photo has its own words" : "Sent to the engine with the photo"}
    >
      {(control) => (
        <Input
          {...control}
          value={text}
          maxLength={maxHint}
          placeholder={differ ? "Different" : "The dress was dark green"}
          autoComplete="off"
          onChange={({ target }) => change(target.value)}
        />
      )}
    </Field>
  );
}

/** As the studio takes it: what is pasted may have tabs and line ends. */
const toLine = (text: string): string => text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ");
