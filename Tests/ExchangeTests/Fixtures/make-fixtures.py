#!/usr/bin/env python3
"""Makes the small documents beside this file; needs LibreOffice, python-docx, weasyprint, pikepdf, Pillow, reportlab.

The texts are made up. Run it in an empty folder and copy what it writes.
"""
import subprocess, zipfile
import docx, pikepdf, weasyprint
from docx.oxml.ns import qn
from docx.shared import Pt
from PIL import Image, ImageDraw
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen import canvas

DOC = [
    ("title", "丘の町環境組合情報管理方針"),
    ("h", "（目的）"),
    ("a", "第1条　この方針は、丘の町環境組合（以下「組合」という。）の情報を守る方法を定め、組合の情報の管理を組織で行うことを目的とする。"),
    ("h", "（定義）"),
    ("a", "第2条　この方針において、次の各号に定める用語は、当該各号に定める情報をいう。"),
    ("i", "(1) 管理情報　組合が管理の方法を定め、組織で守る情報（この方針の定める方法で行う管理の情報を含む。）をいう。"),
    ("i", "(2) 用語　次のものをいう。"),
    ("k", "ア　この方針の用語"),
    ("k", "イ　組合の定める用語（当該用語を含む情報を管理する組織の定める用語を含む。）"),
    ("a", "2　組合は、前項の用語のほか、管理の用語を定めることができる。この場合において、組合は、あらかじめ、当該用語を定める目的を組織に示す。"),
    ("t", [["区分", "組織"], ["管理", "環境組合"]]),
    ("s", "附則"),
    ("a", "この方針は、令和7年4月1日から行う。"),
]


def lines():
    for style, text in DOC:
        if style == "t":
            yield from ("\t".join(row) for row in text)
        else:
            yield text


CSS = """@page{size:A5;margin:22mm;@bottom-center{content:"- " counter(page) " -";font-size:9pt;font-family:'BIZ UDGothic'}
@top-right{content:"丘の町環境組合";font-family:'BIZ UDGothic';font-size:8pt}}
body{font-family:'BIZ UDGothic';font-size:11pt;line-height:1.9} p{margin:0}
.title{font-size:15pt;text-align:center;margin:1em 0 2em}.a{text-indent:-1em;padding-left:1em}
.i{padding-left:2.5em;text-indent:-1.5em}.k{padding-left:3em;text-indent:-1em}td{border:1px solid;padding:2mm}"""


def html():
    body = []
    for style, text in DOC:
        if style == "t":
            rows = "".join("<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>" for row in text)
            body.append(f"<table>{rows}</table>")
        else:
            body.append(f"<p class={style}>{text}</p>")
    head = f"<meta charset=utf-8><title>方針</title><style>{CSS}</style>"
    return f"<!DOCTYPE html><html lang=ja><head>{head}</head><body>\n" + "\n".join(body) + "\n</body></html>\n"


def word():
    document = docx.Document()
    normal = document.styles["Normal"]
    normal.font.name = "BIZ UDGothic"
    normal.font.size = Pt(10.5)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), "BIZ UDGothic")
    indents = {"a": (10.5, -10.5), "i": (26, -15), "k": (36, -10.5)}
    for style, text in DOC:
        if style == "t":
            table = document.add_table(0, len(text[0]))
            for row in text:
                for cell, content in zip(table.add_row().cells, row):
                    cell.text = content
            continue
        paragraph = document.add_paragraph(text)
        if style in indents:
            left, first = indents[style]
            paragraph.paragraph_format.left_indent = Pt(left)
            paragraph.paragraph_format.first_line_indent = Pt(first)
    document.save("made.docx")
    subprocess.run(["soffice", "--headless", "--convert-to", "pdf", "made.docx"], check=True)
    # LibreOffice writes the package again in its own way, without the template's parts.
    subprocess.run(["soffice", "--headless", "--convert-to", "docx", "--outdir", "again", "made.docx"], check=True)


def pack(source, target):
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as new:
        for name in old.namelist():
            if "theme" not in name and "docProps" not in name:
                new.writestr(zipfile.ZipInfo(name), old.read(name), compress_type=zipfile.ZIP_DEFLATED)


open("policy.txt", "w").write("\n".join(lines()) + "\n")
open("policy.html", "w").write(html())
word()
pack("again/made.docx", "policy.docx")
weasyprint.HTML(string=html()).write_pdf("css.pdf")
for source, target in (("made.pdf", "policy-word.pdf"), ("css.pdf", "policy-web.pdf")):
    with pikepdf.open(source) as pdf:
        pdf.save(target, object_stream_mode=pikepdf.ObjectStreamMode.generate, recompress_flate=True)
pdfmetrics.registerFont(UnicodeCIDFont("HeiseiKakuGo-W5"))
page = canvas.Canvas("foreign-font.pdf", pageCompression=1)
page.setFont("HeiseiKakuGo-W5", 12)
for index, line in enumerate(["（目的）", "第1条　この方針は、組合の情報を守る。", "縦　横"]):
    page.drawString(80, 760 - 24 * index, line)
page.showPage()
page.save()
for name, user, extract in [("locked.pdf", "user", True), ("nocopy.pdf", "", False)]:
    with pikepdf.open("foreign-font.pdf") as pdf:
        rights = pikepdf.Permissions(extract=extract)
        pdf.save(name, encryption=pikepdf.Encryption(owner="owner", user=user, allow=rights))
image = Image.new("1", (120, 160), 1)
ImageDraw.Draw(image).rectangle((20, 20, 90, 40), fill=0)
image.save("scan.pdf")
