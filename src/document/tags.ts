import {
  PDFArray,
  PDFDict,
  type PDFDocument,
  PDFHexString,
  PDFName,
  PDFNumber,
  PDFOperator,
  type PDFPage,
  type PDFRef,
} from 'pdf-lib';

/** Structure types used in the documents (ISO 32000-1 § 14.8.4). */
export type TagType =
  | 'Document'
  | 'H1'
  | 'H2'
  | 'P'
  | 'Table'
  | 'TR'
  | 'TH'
  | 'TD'
  | 'Span'
  | 'Link'
  | 'Figure'
  | 'Form';

interface MarkedPage {
  count: number;
  parents: PDFArray;
}

const name = (text: string) => PDFName.of(text);
// pdf-lib's own operators are an enum of names; marked content with a dictionary is not in its typed helpers.
const operator = (op: string, operands: (PDFName | PDFDict)[] = []) =>
  PDFOperator.of(op as Parameters<typeof PDFOperator.of>[0], operands as Parameters<typeof PDFOperator.of>[1]);

/** The structure tree of a document (ISO 32000-1 § 14.7): what a screen reader follows instead of the ink. */
export class Tags {
  readonly document: PDFRef;
  readonly #doc: PDFDocument;
  readonly #root: PDFDict;
  readonly #rootRef: PDFRef;
  readonly #pages = new Map<PDFPage, MarkedPage>();
  readonly #parentTree: PDFArray;
  #nextKey = 0;

  constructor(doc: PDFDocument) {
    this.#doc = doc;
    this.#root = doc.context.obj({ Type: 'StructTreeRoot', K: [] });
    this.#rootRef = doc.context.register(this.#root);
    this.#parentTree = doc.context.obj([]);
    this.document = this.element('Document', this.#rootRef);
  }

  /** A page whose content can be tagged. Size in points. */
  newPage(size: [number, number]): PDFPage {
    const page = this.#doc.addPage(size);
    const parents = this.#doc.context.obj([]);
    page.node.set(name('StructParents'), PDFNumber.of(this.#keyFor(this.#doc.context.register(parents))));
    page.node.set(name('Tabs'), name('S'));
    this.#pages.set(page, { count: 0, parents });
    return page;
  }

  element(type: TagType, parent: PDFRef, extra: Record<string, PDFName | PDFHexString | PDFDict> = {}): PDFRef {
    const element = this.#doc.context.register(
      this.#doc.context.obj({ Type: 'StructElem', S: type, P: parent, K: [], ...extra }),
    );
    this.#children(parent).push(element);
    return element;
  }

  /** A heading cell of a table. */
  heading(row: PDFRef, scope: 'Row' | 'Column'): PDFRef {
    return this.element('TH', row, { A: this.#doc.context.obj({ O: 'Table', Scope: scope }) });
  }

  /** A picture with its alternative text. `box` in points: left, bottom, right, top. */
  figure(parent: PDFRef, alt: string, box: [number, number, number, number]): PDFRef {
    const layout = this.#doc.context.obj({ O: 'Layout', Placement: 'Block', BBox: box });
    return this.element('Figure', parent, { Alt: PDFHexString.fromText(alt), A: layout });
  }

  /** Everything `draw` draws belongs to the element. */
  mark(page: PDFPage, element: PDFRef, draw: () => void): void {
    const marked = this.#pages.get(page);
    if (marked === undefined) throw new Error('page was not made by newPage');
    const id = marked.count++;
    marked.parents.push(element);
    const { context } = this.#doc;
    this.#children(element).push(context.obj({ Type: 'MCR', Pg: page.ref, MCID: id }));
    const type = context.lookup(element, PDFDict).lookup(name('S'), PDFName);
    page.pushOperators(operator('BDC', [type, context.obj({ MCID: id })]));
    draw();
    page.pushOperators(operator('EMC'));
  }

  /** Everything `draw` draws is decoration: rules, running heads, page numbers. */
  artifact(page: PDFPage, draw: () => void): void {
    page.pushOperators(operator('BMC', [name('Artifact')]));
    draw();
    page.pushOperators(operator('EMC'));
  }

  /** Words in another language than the document's, by its BCP 47 tag. */
  foreign(parent: PDFRef, language: string): PDFRef {
    return this.element('Span', parent, { Lang: PDFHexString.fromText(language) });
  }

  /** Ties a form field to its element, as its only child; returns the key for its `StructParent`. */
  field(page: PDFPage, element: PDFRef, widget: PDFRef): number {
    // Not in a list: programs that compare revisions know a form field in the tree by its being the element's K itself.
    this.#doc.context.lookup(element, PDFDict).set(name('K'), this.#reference(page, widget));
    return this.#keyFor(element);
  }

  /** Ties a link to its element, behind its words; returns the key for its `StructParent`. */
  link(page: PDFPage, element: PDFRef, annotation: PDFRef): number {
    this.#children(element).push(this.#reference(page, annotation));
    return this.#keyFor(element);
  }

  #reference(page: PDFPage, annotation: PDFRef): PDFDict {
    return this.#doc.context.obj({ Type: 'OBJR', Pg: page.ref, Obj: annotation });
  }

  /** Writes the tree into the catalog; call once, after the last element. */
  finish(): void {
    const { catalog, context } = this.#doc;
    this.#root.set(name('ParentTree'), context.register(context.obj({ Nums: this.#parentTree })));
    this.#root.set(name('ParentTreeNextKey'), PDFNumber.of(this.#nextKey));
    catalog.set(name('StructTreeRoot'), this.#rootRef);
    catalog.set(name('MarkInfo'), context.obj({ Marked: true }));
  }

  #children(element: PDFRef): PDFArray {
    return this.#doc.context.lookup(element, PDFDict).lookup(name('K'), PDFArray);
  }

  #keyFor(value: PDFRef): number {
    const key = this.#nextKey++;
    this.#parentTree.push(PDFNumber.of(key));
    this.#parentTree.push(value);
    return key;
  }
}
