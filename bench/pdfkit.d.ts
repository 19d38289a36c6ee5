/** What the bench uses of pdfkit, which comes without types. */
declare module 'pdfkit' {
  export default class PDFDocument {
    constructor(options: { autoFirstPage: boolean; size: string; margin: number });
    on(event: 'data', listener: (chunk: Buffer) => void): this;
    on(event: 'end', listener: (value?: unknown) => void): this;
    registerFont(name: string, file: string): this;
    addPage(): this;
    font(name: string): this;
    fontSize(size: number): this;
    text(text: string, x: number, y: number, options: { lineBreak: boolean }): this;
    image(bytes: Buffer, x: number, y: number, options: { fit: [number, number] }): this;
    end(): void;
  }
}
