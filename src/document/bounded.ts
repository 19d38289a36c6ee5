/** The body of an answer, at most `mostBytes` long. Throws when it is longer. */
export async function bounded(response: Response, mostBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > mostBytes) throw new Error(`the answer is longer than ${mostBytes} bytes`);
  }
  return new Uint8Array(Buffer.concat(chunks));
}
