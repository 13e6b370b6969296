// Texts below the lists of commands and options, 80 columns wide as those are.

export const exitCodeList = `Exit codes:
  0    all done, or nothing to do
  1    some photos failed
  2    wrong usage
  3    not logged in, or the key is refused
  4    not enough credits
  5    the studio cannot be reached, or is closed
  6    not sent: spending more than 50 credits needs a yes
  130  interrupted
`;

export const variables = `PIXOMAX_API_KEY and PIXOMAX_URL in the environment take precedence over what
login stored. Without PIXOMAX_URL, a key in the environment is used at the
studio that this program was downloaded from.
`;

export const loginNotes = `Asks for what is not given; the key is not shown while you type. The key may
come on standard input, which keeps it out of the shell's history:

  pixomax login --url https://studio.example.org < key.txt

It is checked, then stored in your settings folder, readable by you alone.
`;

export const colorizeNotes = `Only a photo that succeeds is charged. Photos whose result exists are skipped,
and so are files named like a result (NAME-color.png). Run the same command
again after an interruption: it continues where it was, and a photo that was
sent already is fetched without a second charge for a day. A file ending in
.part marks such a photo.
Ctrl-C finishes the photos under way; a second one ends at once.
`;
