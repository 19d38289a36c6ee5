import { PDFArray, PDFDict, type PDFObject, PDFRawStream, PDFRef } from 'pdf-lib';

/** Every object in an object, without following references: dictionaries, arrays and the references themselves. */
export function* within(object: PDFObject): Generator<PDFObject> {
  const waiting: PDFObject[] = [object];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    yield next;
    const dict = next instanceof PDFRawStream ? next.dict : next;
    if (dict instanceof PDFDict) waiting.push(...dict.values());
    else if (dict instanceof PDFArray) waiting.push(...dict.asArray());
  }
}

/** Numbers of all objects that lead from these, `from` included, as far as `follow` lets. */
export function reached(
  from: (PDFObject | undefined)[],
  lookup: (ref: PDFRef) => PDFObject | undefined,
  follow: (ref: PDFRef) => boolean = () => true,
): Set<number> {
  const found = new Set<number>();
  const waiting = from.filter((each) => each !== undefined);
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    for (const object of within(next)) {
      if (!(object instanceof PDFRef) || found.has(object.objectNumber) || !follow(object)) continue;
      found.add(object.objectNumber);
      const named = lookup(object);
      if (named !== undefined) waiting.push(named);
    }
  }
  return found;
}

/** True when two objects are the same to the byte. */
export function sameObject(a: PDFObject | undefined, b: PDFObject | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  if (a instanceof PDFRawStream || b instanceof PDFRawStream) {
    if (!(a instanceof PDFRawStream && b instanceof PDFRawStream)) return false;
    return a.dict.toString() === b.dict.toString() && Buffer.compare(a.contents, b.contents) === 0;
  }
  return a.toString() === b.toString();
}

/** True when two dictionaries differ in nothing but the named keys. */
export function sameBut(a: PDFDict, b: PDFDict, ...keys: string[]): boolean {
  const rest = (dict: PDFDict) =>
    dict
      .entries()
      .filter(([key]) => !keys.includes(key.decodeText()))
      .map(([key, value]) => `${key} ${value}`)
      .sort()
      .join('\n');
  return rest(a) === rest(b);
}
