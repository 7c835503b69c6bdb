/** What somebody typed as the API asks for it: with an @ before the end it is an address, else a domain. */
export function suppressionOf(text: string): { address: string } | { domain: string } {
  const plain = text.trim();
  return plain.lastIndexOf("@") > 0 ? { address: plain } : { domain: plain.replace(/^@/, "") };
}
