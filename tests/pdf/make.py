#!/usr/bin/env python3
"""Makes the PDF files beside it, which the tests of the loader read. Needs reportlab, fpdf2 and cairocffi.

Each stands for a way in which articles come as PDF: a word processor's pages with heads and feet (reportlab), two columns in
an embedded font (fpdf2), a browser's print with an embedded font of another kind (cairo)."""

import datetime
import pathlib

import cairocffi
from fpdf import FPDF
from fpdf.enums import XPos, YPos
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph

HERE = pathlib.Path(__file__).parent
FONT = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"
TITLE = "Norway and Sweden sign an accord on herring"
BODY = [
    "OSLO, Aug 17 (NTB) - Norway and Sweden signed an accord on herring on Thursday, after a dispute of long-term "
    "standing in which the government of Norway had imposed sanctions on Swedish trawlers.",
    "“We have found a way out,” said Kari Holm, the minister of fisheries of Norway, at a ceremony in the town hall. She "
    "thanked the mediators, who had met eleven times since the spring.",
    "Sweden withdrew two patrol boats from the border in July. Norway released the crew of a trawler in the same week, "
    "a step that officials of both countries called decisive for the negotiations.",
    "The accord sets quotas for five years. Its text was not published, but fishermen of both countries who were asked "
    "about it said that they expected smaller catches and fewer inspections at sea.",
]
MORE = [
    "Finland, which has a treaty with Norway since the nineties, welcomed the accord. Its government said on Friday that "
    "it would send observers to the first meeting of the commission in Bergen.",
    "Denmark criticised the quotas and asked the European Commission to look at them, a spokesman said.",
]


def reportlab():
    styles = dict(
        title=ParagraphStyle("t", fontName="Helvetica-Bold", fontSize=18, leading=22, spaceAfter=10),
        body=ParagraphStyle("b", fontName="Times-Roman", fontSize=11, leading=14, spaceAfter=8, alignment=4),
    )

    def edges(canvas, document):
        canvas.setFont("Helvetica", 8)
        canvas.drawString(60, 812, "The Courier")
        canvas.drawRightString(535, 812, "Weekend edition")
        canvas.drawCentredString(297, 30, f"Page {document.page}")

    document = BaseDocTemplate(
        str(HERE / "pages.pdf"), pagesize=A4, title="Microsoft Word - herring.docx", author="The Courier", invariant=1
    )
    frame = Frame(60, 560, 475, 212)
    document.addPageTemplates(PageTemplate(frames=[frame], onPage=edges))
    story = [Paragraph(TITLE, styles["title"])] + [Paragraph(text, styles["body"]) for text in BODY]
    story += [Paragraph(text, styles["body"]) for text in MORE]
    document.build(story)
    # The library writes one date into files that are to be the same each time.
    path = HERE / "pages.pdf"
    path.write_bytes(path.read_bytes().replace(b"D:20000101", b"D:20230818"))


def fpdf2():
    pdf = FPDF(format="A4")
    pdf.set_creation_date(datetime.datetime(2023, 8, 18, 9, 30, tzinfo=datetime.timezone.utc))
    pdf.set_title(TITLE)
    pdf.add_font("D", "", FONT)
    pdf.add_page()
    pdf.set_font("D", size=20)
    pdf.multi_cell(0, 9, TITLE, align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
    pdf.ln(4)
    pdf.set_font("D", size=9)
    with pdf.text_columns(ncols=2, gutter=8, text_align="J", line_height=1.3) as columns:
        for text in BODY:
            with columns.paragraph(bottom_margin=2) as paragraph:
                paragraph.write(text)
    pdf.output(str(HERE / "columns.pdf"))


def cairo():
    surface = cairocffi.PDFSurface(str(HERE / "print.pdf"), 595, 842)
    surface.set_metadata(cairocffi.PDF_METADATA_TITLE, TITLE + " | The Courier")
    surface.set_metadata(cairocffi.PDF_METADATA_CREATE_DATE, "2023-08-19T10:00:00Z")
    context = cairocffi.Context(surface)

    def line(size, x, y, text):
        context.set_font_size(size)
        context.move_to(x, y)
        context.show_text(text)

    context.select_font_face("DejaVu Sans")
    for page in (1, 2):
        line(7, 40, 20, f"8/19/23, 10:0{page} AM")
        line(7, 250, 20, TITLE + " | The Courier")
        line(7, 40, 830, "https://courier.example/2023/08/17/herring")
        line(7, 540, 830, f"{page}/2")
        y = 80
        if page == 1:
            line(22, 60, 70, TITLE)
            y = 110
        for text in BODY[:2] if page == 1 else BODY[2:]:
            row = ""
            for word in text.split():
                if len(row) + len(word) > 72:
                    line(11, 60, y, row)
                    row, y = "", y + 15
                row += word + " "
            line(11, 60, y, row)
            y += 26
        surface.show_page()
    surface.finish()


reportlab()
fpdf2()
cairo()
