"""The notice by which the debtor learns that its creditor has sold the receivable to a factor."""

from sfc.domain.ids import format_participant, format_receivable
from sfc.domain.outgoing import Assignment, OutgoingFile, name_of
from sfc.domain.references import reference
from sfc.domain.views import Participant
from sfc.exporters.moments import day_text
from sfc.exporters.pdf_sheet import pdf
from sfc.exporters.sheet import Label, Section, Sheet, money_row, row

PDF = "application/pdf"
_TITLE = Label("应收账款转让通知书", "Notice of Assignment of a Receivable")
_FOOTER = (
    "本通知书依据账本记录生成，可随时重新生成并逐字节核对。"
    "Drawn up from the ledger; it can be drawn up again at any time and compared byte by byte."
)


def assignment_notice(assignment: Assignment) -> OutgoingFile:
    """The notice as PDF. The price is between seller and buyer, and not in it."""
    number = assignment_number(assignment)
    sheet = Sheet(
        title=_TITLE,
        number=number,
        date=day_text(assignment.day),
        sections=(
            _announcement(assignment),
            _parties(assignment),
            _receivable(assignment),
            _payment(assignment),
        ),
        signed_by=(Label("转让人", "Assignor"), Label("受让人（保理人）", "Assignee (factor)")),
        footer=_FOOTER,
    )
    return OutgoingFile(pdf(sheet), PDF, f"assignment-notice-{number}.pdf")


def assignment_number(assignment: Assignment) -> str:
    """What identifies a sale: the receivable's reference, and which of its sales it is."""
    return f"{reference(assignment.claim.receivable)}-{assignment.number}"


def who(participant: Participant) -> str:
    """A party by name, legal id and number on the ledger."""
    known = (name_of(participant), participant.legal_id, format_participant(participant.id))
    return " · ".join(dict.fromkeys(part for part in known if part))


def recourse(assignment: Assignment) -> str:
    """Whether the buyer may turn to the seller."""
    if assignment.with_recourse:
        return "有追索权 With recourse to the assignor"
    return "无追索权 Without recourse to the assignor"


def _announcement(assignment: Assignment) -> Section:
    day = day_text(assignment.day)
    return Section(
        Label("致", f"To: {who(assignment.claim.obligor)}"),
        texts=(
            f"转让人已于 {day} 将下列应收账款及其从属权利转让给受让人。受让人以保理人身份受让。"
            "依据《中华人民共和国民法典》第五百四十六条、第七百六十四条，特此通知贵方。",
            f"On {day} the assignor assigned the receivable described below, with the rights "
            "accessory to it, to the assignee, which acquired it as a factor. Notice is hereby "
            "given to you as the debtor; where the law of the People's Republic of China applies, "
            "under Articles 546 and 764 of its Civil Code.",
        ),
    )


def _parties(assignment: Assignment) -> Section:
    return Section(
        Label("当事人", "Parties"),
        (
            row("转让人（卖方）", "Assignor (seller)", who(assignment.seller)),
            row("受让人（保理人）", "Assignee (factor)", who(assignment.buyer)),
            row("债务人", "Debtor", who(assignment.claim.obligor)),
            row("原债权人（供应商）", "Original creditor", who(assignment.claim.supplier)),
        ),
    )


def _receivable(assignment: Assignment) -> Section:
    claim = assignment.claim
    return Section(
        Label("应收账款", "Receivable"),
        (
            row("发票号码", "Invoice number", claim.invoice_number or "—"),
            row("开票日期", "Invoice date", day_text(claim.issue_day)),
            money_row("确权金额", "Confirmed amount", assignment.face),
            money_row("转让份额（票面）", "Assigned, at face value", assignment.units),
            money_row("其中当日未付", "Of that, unpaid that day", assignment.claim_sold),
            row("转让日", "Date of assignment", day_text(assignment.day)),
            row("到期日", "Due date", day_text(claim.due_day)),
            row("追索权", "Recourse", recourse(assignment)),
            row("应收账款编号", "Receivable id", format_receivable(claim.receivable)),
            row("账本交易", "Ledger transaction", assignment.transaction),
        ),
    )


def _payment(assignment: Assignment) -> Section:
    account, claim = assignment.paid_to, assignment.claim
    paid_to = (
        " · ".join(part for part in (account.holder, account.number, account.bic) if part)
        if account
        else f"账本结算账户 Settlement account of the ledger · SFC.SETTLEMENT.{claim.currency.code}"
    )
    return Section(
        Label("付款指示", "Payment instruction"),
        (
            row("收款账户", "Pay to", paid_to),
            row("付款参考号", "Quote as reference", reference(claim.receivable)),
            row("付款日", "Pay on", day_text(claim.due_day)),
        ),
        (
            "请于到期日将该应收账款的全部应付款项付至下列账户并注明付款参考号。付至该账户即向届时的"
            "持有人（包括受让人）清偿；请勿直接向转让人付款。",
            "On the due date please pay all that is owed on the receivable to the account below, "
            "quoting the reference. Payment into it discharges the debt towards whoever holds it "
            "then, the assignee included. Please do not pay the assignor directly.",
        ),
    )
