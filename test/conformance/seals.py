"""Checks every seal of a PDF with pyHanko: `seals.py ROOT.pem FILE.pdf long-term|plain`; exit 1 when one is not good."""

import sys

from pyhanko.keys import load_cert_from_pemder
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko_certvalidator import ValidationContext

root = load_cert_from_pemder(sys.argv[1])
good = True
with open(sys.argv[2], "rb") as file:
    reader = PdfFileReader(file)
    for seal in reader.embedded_signatures:
        if sys.argv[3] == "long-term":
            # Nothing may be fetched and every certificate must be proven good: only by what the file itself holds.
            how = {"trust_roots": [root], "allow_fetching": False, "revocation_mode": "hard-fail"}
            context = DocumentSecurityStore.read_dss(reader).as_validation_context(how)
        else:
            context = ValidationContext(trust_roots=[root], allow_fetching=False)
        status = validate_pdf_signature(seal, context, context)
        print(seal.field_name, status.summary())
        good = good and status.bottom_line
        if sys.argv[3] == "long-term":
            good = good and status.timestamp_validity is not None
sys.exit(0 if good else 1)
