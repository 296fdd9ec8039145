"""What a movable-property registry asks about an assignment of receivables, as a sheet and data.

The fields follow the form of the unified registration system for movables in China: filer, parties,
contract, and a description by which the receivable can be told from others. What the ledger does
not know (addresses, legal representatives) stays empty for the filer.
"""

from datetime import date

from sfc.domain.days import date_of
from sfc.domain.ids import format_receivable
from sfc.domain.outgoing import Assignment, OutgoingFile, name_of
from sfc.domain.references import reference
from sfc.domain.views import Participant
from sfc.exporters.amounts import figures
from sfc.exporters.assignment_notice import PDF, assignment_number, recourse
from sfc.exporters.moments import day_text
from sfc.exporters.pdf_sheet import pdf
from sfc.exporters.sheet import Label, Row, Section, Sheet, money_row, row
from sfc.exporters.table import csv_bytes, words

COLUMNS = ("section_zh", "section_en", "field_zh", "field_en", "value")
_TITLE = Label(
    "动产和权利担保统一登记 · 应收账款转让（保理）登记表",
    "Registration sheet: assignment of receivables (factoring)",
)
_FOOTER = (
    "空白栏由登记人填写。本表依据账本记录生成。"
    "Empty fields are for the filer. Drawn up from the ledger."
)


def registration_sheet(assignment: Assignment) -> OutgoingFile:
    """The sheet as PDF, to be signed and filed."""
    number = assignment_number(assignment)
    sheet = Sheet(
        title=_TITLE,
        number=number,
        date=day_text(assignment.day),
        sections=sections(assignment),
        signed_by=(Label("登记人（受让人）", "Filer (assignee)"), Label("经办人", "Prepared by")),
        footer=_FOOTER,
    )
    return OutgoingFile(pdf(sheet), PDF, f"registration-{number}.pdf")


def registration_data(assignment: Assignment) -> OutgoingFile:
    """The same fields as CSV, for programs that fill in the form."""
    rows = [
        (part.title.chinese, part.title.english, each.label.chinese, each.label.english, value)
        for part in sections(assignment)
        for each in part.rows
        for value in [words(each.value)]
    ]
    name = f"registration-{assignment_number(assignment)}.csv"
    return OutgoingFile(csv_bytes(COLUMNS, rows, marked=True), "text/csv; charset=utf-8", name)


def sections(assignment: Assignment) -> tuple[Section, ...]:
    """All fields in the order of the form."""
    return (
        _registration(assignment),
        _party("转让人（出让人）", "Assignor", assignment.seller),
        _party("受让人（保理人）", "Assignee (factor)", assignment.buyer),
        _party("应收账款债务人", "Account debtor", assignment.claim.obligor),
        _contract(assignment),
        _property(assignment),
    )


def months_to_cover(first: date, last: date) -> int:
    """Whole months from the first day until the last one is covered: 1 at least."""
    months = (last.year - first.year) * 12 + last.month - first.month
    return max(1, months + (last.day > first.day))


def _registration(assignment: Assignment) -> Section:
    months = months_to_cover(date_of(assignment.day), date_of(assignment.claim.due_day))
    return Section(
        Label("登记", "Registration"),
        (
            row(
                "登记类型", "Type", "应收账款转让登记（保理） Assignment of receivables (factoring)"
            ),
            row("填表人归档号", "Filer's reference", assignment_number(assignment)),
            row("登记期限", "Term", f"{months} 个月 months（覆盖到期日 covers the due date）"),
        ),
    )


def _party(chinese: str, english: str, participant: Participant) -> Section:
    blank: tuple[Row, ...] = (
        row("法定代表人", "Legal representative", ""),
        row("住所", "Registered address", ""),
    )
    return Section(
        Label(chinese, english),
        (
            row("名称", "Name", name_of(participant)),
            row("统一社会信用代码 / LEI", "Legal id", participant.legal_id),
            *blank,
        ),
    )


def _contract(assignment: Assignment) -> Section:
    return Section(
        Label("转让合同", "Assignment contract"),
        (
            row("合同号码", "Contract number", assignment_number(assignment)),
            row("签订日期", "Date", day_text(assignment.day)),
            row("币种", "Currency", assignment.claim.currency.code),
            money_row("转让财产价值", "Value assigned", assignment.claim_sold),
            row("追索权", "Recourse", recourse(assignment)),
            row("账本交易", "Ledger transaction", assignment.transaction),
        ),
    )


def _property(assignment: Assignment) -> Section:
    claim = assignment.claim
    number = claim.invoice_number or reference(claim.receivable)
    issued, due = day_text(claim.issue_day), day_text(claim.due_day)
    chinese = (
        f"{name_of(claim.supplier)}对{name_of(claim.obligor)}享有的应收账款，发票号码 {number}，"
        f"开票日 {issued}，确权金额 {figures(assignment.face)}，到期日 {due}；"
        f"本次转让其中票面 {figures(assignment.units)} 的份额。"
    )
    english = (
        f"Receivable of {name_of(claim.supplier)} against {name_of(claim.obligor)} under invoice "
        f"{number} of {issued}, confirmed at {figures(assignment.face)}, due {due}; hereby "
        f"assigned: a share of {figures(assignment.units)} at face value."
    )
    return Section(
        Label("转让财产", "Property assigned"),
        (
            row("应收账款编号", "Receivable id", format_receivable(claim.receivable)),
            row("发票号码", "Invoice number", claim.invoice_number),
            row("开票日期", "Invoice date", issued),
            money_row("确权金额", "Confirmed amount", assignment.face),
            money_row("转让份额（票面）", "Share assigned, at face value", assignment.units),
            row("到期日", "Due date", due),
            row("财产描述", "Description", f"{chinese} {english}"),
        ),
    )
