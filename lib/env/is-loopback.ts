/** Whether a URL leads to this machine, where nobody else reads what is sent. */
export const isLoopback = (url: string): boolean => /^(localhost|127(\.\d+){3}|\[::1\])$/.test(new URL(url).hostname);
