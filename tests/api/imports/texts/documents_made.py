"""Documents made for tests: small PDFs and Word documents."""

from collections.abc import Sequence
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from docx import Document


def pdf(pages: Sequence[Sequence[str]], info: str = "") -> bytes:
    """Return a PDF of pages with lines of Latin words."""
    objects = ["<< /Type /Catalog /Pages 2 0 R /Lang (en-GB) >>", ""]
    objects.append("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    kids = list[str]()
    for lines in pages:
        shown = " ".join(f"({line.replace('(', '').replace(')', '')}) Tj T*" for line in lines)
        content = f"BT /F1 11 Tf 14 TL 50 780 Td {shown} ET"
        objects.append(f"<< /Length {len(content)} >>\nstream\n{content}\nendstream")
        resources = "<< /Font << /F1 3 0 R >> >>"
        box = "[0 0 595 842]"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox {box} /Contents {len(objects)} 0 R /Resources {resources} >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    objects.append(f"<< {info} >>")
    body, offsets = "%PDF-1.4\n", list[int]()
    for number, content in enumerate(objects, start=1):
        offsets.append(len(body))
        body += f"{number} 0 obj\n{content}\nendobj\n"
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    begins, size = len(body), len(objects) + 1
    body += f"xref\n0 {size}\n0000000000 65535 f \n{table}"
    body += f"trailer << /Size {size} /Root 1 0 R /Info {len(objects)} 0 R >>\nstartxref\n{begins}\n%%EOF\n"
    return body.encode("latin-1")


def docx(paragraphs: Sequence[tuple[str, str]]) -> bytes:
    """Return a document of paragraphs, each with its style."""
    document = Document()
    for style, words in paragraphs:
        document.add_paragraph(words, style=style)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def with_part(content: bytes, name: str, part: str) -> bytes:
    """Return a package with a further part, or another one of that name."""
    stream = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(stream, "w", ZIP_DEFLATED) as new:
        for item in old.infolist():
            if item.filename != name:
                new.writestr(item.filename, old.read(item.filename))
        new.writestr(name, part)
    return stream.getvalue()


def part_of(content: bytes, name: str) -> str:
    """Return a part of a package."""
    with ZipFile(BytesIO(content)) as package:
        return package.read(name).decode()
