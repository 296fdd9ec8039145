"""Writes PDFs by hand, so that tests can have any defect in them."""

from io import BytesIO

from pypdf import PdfWriter


def pdf_with(*attachments: tuple[str, bytes]) -> bytes:
    """A page, and files attached to it, as a decent writer makes it."""
    writer, out = PdfWriter(), BytesIO()
    writer.add_blank_page(200, 200)
    for name, content in attachments:
        writer.add_attachment(name, content)
    writer.write(out)
    return out.getvalue()


def raw_pdf(*objects: bytes) -> bytes:
    """Numbered objects, the first being the catalogue, with a correct cross-reference table."""
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    trailer = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF"
    return out + head + table + trailer % (len(objects) + 1, len(out))


def stream(parameters: bytes, content: bytes) -> bytes:
    """The body of a stream object."""
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (parameters, len(content), content)


def attached(*files: bytes) -> tuple[bytes, ...]:
    """A catalogue and a file specification: `factur-x.xml` is the stream in object 3."""
    names = b" ".join(files or (b"(factur-x.xml) 2 0 R",))
    return (
        b"<</Type/Catalog/Names<</EmbeddedFiles<</Names[%s]>>>>>>" % names,
        b"<</Type/Filespec/F(factur-x.xml)/EF<</F 3 0 R>>>>",
    )
