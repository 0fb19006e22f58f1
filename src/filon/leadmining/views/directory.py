"""The company directory: its datasets, loading one, and who must not be approached."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from filon.accounts.requests import signed_in
from filon.contacts.models import Suppression
from filon.contacts.services.suppressing import allow_again, suppress
from filon.core.exceptions import DomainError
from filon.history.toasts import undo_toast
from filon.leadmining import policies
from filon.leadmining.choices import DatasetState
from filon.leadmining.forms.directory import LoadForm, SuppressionForm, UploadForm
from filon.leadmining.importers import Options, Source, importer_for
from filon.leadmining.importers.base import LEFT_OUT, REASONS
from filon.leadmining.importers.generic import DELIMITERS, ENCODINGS, FIELDS, delimiter_of, header_of, proposed
from filon.leadmining.models import Dataset
from filon.leadmining.services import loading, uploading
from filon.leadmining.tasks import load_dataset
from filon.organisation.models import Organisation
from filon.ui import formatting
from filon.ui.forms import show_refusal
from filon.ui.toasts import toast


@require_http_methods(["GET", "HEAD", "POST"])
def dataset_list(request: HttpRequest) -> HttpResponse:
    """The datasets, and the field that takes new files."""
    policies.require_directory(signed_in(request))
    form = UploadForm(request.POST or None, request.FILES or None)
    if form.is_bound and form.is_valid():
        token = uploading.keep(form.cleaned_data["sources"])
        return redirect("leadmining:dataset-load", token)
    rows = list(Dataset.objects.all())
    context = {"form": form, "rows": rows, "is_loading": any(row.state == DatasetState.LOADING for row in rows)}
    template = "leadmining/dataset_rows.html" if request.headers.get("HX-Request") else "leadmining/dataset_list.html"
    return render(request, template, context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def dataset_load(request: HttpRequest, token: str) -> HttpResponse:
    """What uploaded files would become; confirming it loads them in the background."""
    actor = signed_in(request)
    policies.require_directory(actor)
    sources = uploading.kept(token)
    if not sources:
        raise Http404
    chosen = importer_for(sources)
    header = _header(request, sources[0]) if chosen.key == "generic" else []
    initial = {"title": loading.usual_title(chosen, sources)}
    form = LoadForm(request.POST or None, header=header, proposed=proposed(header), initial=initial)
    options = form.options() if form.is_bound and form.is_valid() else Options(mapping=proposed(header))
    if form.is_bound and form.is_valid() and "load" in request.POST:
        try:
            _load(request, sources, chosen.key, form)
        except DomainError as refusal:
            show_refusal(form, refusal)
        else:
            return redirect("leadmining:datasets")
    context = {"form": form, "chosen": chosen, "sources": sources, "token": token, **_tried(sources, options)}
    return render(request, "leadmining/dataset_load.html", context, status=422 if form.errors else 200)


def _header(request: HttpRequest, source: Source) -> list[str]:
    """The columns, divided and written as was chosen; else as the file looks."""
    delimiter, encoding = request.POST.get("delimiter", ""), request.POST.get("encoding", "")
    delimiter = delimiter if delimiter in DELIMITERS else delimiter_of(source)
    return header_of(source, delimiter, encoding if encoding in ENCODINGS else "")


def _load(request: HttpRequest, sources: list[Source], key: str, form: LoadForm) -> None:
    told = {name: form.cleaned_data[name] for name in ("licence", "attribution")}
    dataset = loading.register_dataset(
        actor=signed_in(request),
        sources=sources,
        key=key,
        title=form.cleaned_data["title"],
        options=form.options(),
        **told,
    )
    load_dataset.enqueue(dataset.pk)
    toast(request, _("The file is being loaded. You may leave this page."))


def _tried(sources: list[Source], options: Options) -> dict[str, object]:
    try:
        tried = loading.try_out(sources, options)
    except DomainError as refusal:
        return {"fault": str(refusal)}
    words = {**REASONS, **LEFT_OUT}
    tally = tried.tally
    return {
        "accepted": tally.accepted,
        "rejected": tally.rejected,
        "reasons": [(words[reason], count) for reason, count in (tally.rejects + tally.left_out).items()],
        "is_bad": tally.is_bad,
        "sample": tried.sample,
    }


@require_safe
def dataset(request: HttpRequest, pk: int) -> HttpResponse:
    """One dataset: source, licence, checksum, and how full its columns are."""
    policies.require_directory(signed_in(request))
    subject = get_object_or_404(Dataset, pk=pk)
    words = {**REASONS, **LEFT_OUT}
    mined, won, worth = loading.yield_of(subject)
    context = {
        "subject": subject,
        "fill": [
            (label, round(subject.fill.get(name, 0) * 100)) for name, label in FIELDS.items() if name != "is_active"
        ],
        "rejects": [(words[reason], count) for reason, count in subject.rejects.items() if count],
        "mined": mined,
        "won": won,
        "worth": formatting.money(worth, Organisation.current().currency_id or "") if worth else "",
        "countries": sorted(subject.counts.get("countries", {}).items(), key=lambda item: -item[1])[:20],
    }
    return render(request, "leadmining/dataset.html", context)


@require_POST
def dataset_use(request: HttpRequest, pk: int) -> HttpResponse:
    """Look into a dataset, or no longer."""
    subject = get_object_or_404(Dataset, pk=pk)
    loading.set_in_use(actor=signed_in(request), dataset=subject, is_active="use" in request.POST)
    return redirect("leadmining:dataset", pk)


@require_POST
def dataset_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a dataset out of the directory."""
    policies.require_directory(signed_in(request))
    try:
        loading.remove_dataset(actor=signed_in(request), dataset=get_object_or_404(Dataset, pk=pk))
    except DomainError as refusal:
        toast(request, str(refusal), kind="error")
        return redirect("leadmining:dataset", pk)
    toast(request, _("The dataset is removed. The leads that came from it stay."))
    return redirect("leadmining:datasets")


@require_http_methods(["GET", "HEAD", "POST"])
def suppression_list(request: HttpRequest) -> HttpResponse:
    """Who must not be approached; everybody may add somebody."""
    actor = signed_in(request)
    form = SuppressionForm(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            suppress(actor=actor, **form.cleaned_data)
        except DomainError as refusal:
            show_refusal(form, refusal)
        else:
            undo_toast(request, _("The objection is noted."), _("Undo the change"))
            return redirect("leadmining:suppressions")
    context = {
        "form": form,
        "rows": Suppression.objects.all()[:500],
        "may_delete": actor.is_administrator,
    }
    return render(request, "leadmining/suppression_list.html", context, status=422 if form.is_bound else 200)


@require_POST
def suppression_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an objection back."""
    allow_again(actor=signed_in(request), suppression=get_object_or_404(Suppression, pk=pk))
    undo_toast(request, _("The objection is taken back."), _("Undo the change"))
    return redirect("leadmining:suppressions")
