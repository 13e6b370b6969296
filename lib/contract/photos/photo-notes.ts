import { z } from "zod";

/** What was noticed in a photo's file, and what was done about it. A closed list; each has its sentence below. */
export const photoNotes = [
  "extra_channels",
  "cmyk_without_profile",
  "raw_preview",
  "first_of_several",
  "profile_unreadable",
  "float_range",
] as const;
export type PhotoNote = (typeof photoNotes)[number];

export const photoNotesSchema = z.array(z.enum(photoNotes));

export const photoNoteTexts: Record<PhotoNote, string> = {
  extra_channels: "The file has a channel that is not color, such as infrared. It was left out.",
  cmyk_without_profile: "The file is for printing (CMYK) and does not say with which inks. Common ones were assumed.",
  raw_preview: "From the raw file the camera's own preview was taken.",
  first_of_several: "The file has several pages or frames. The first one was taken.",
  profile_unreadable: "The color profile in the file cannot be read. It was left out.",
  float_range: "The file has numbers instead of gray levels. Its own range was taken for black to white.",
};
