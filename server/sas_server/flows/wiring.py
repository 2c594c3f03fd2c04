"""The flows of SAS and GAP with what they need, for `build_facade`."""

from __future__ import annotations

from sas_server.definitions import Definitions
from sas_server.flows.accounts import Accounts
from sas_server.flows.agendas import Agendas, PutSlots
from sas_server.flows.appointments import Appointments
from sas_server.flows.consultations import Consultations
from sas_server.flows.expectations import DeclaredProfiles
from sas_server.flows.proofs import Proofs
from sas_server.flows.rendezvous import RendezVous
from sas_server.flows.searching import SearchContext
from sas_server.flows.slot_search import SlotSearch
from sas_server.flows.sos_search import SosSearch
from sas_server.flows.synonyms import Synonyms
from sas_server.flows.tolerance import TolerantJudge
from sas_server.rest.flows import Flow
from sas_server.rest.judging import ResourceJudge
from sas_server.settings import Settings
from sas_server.store.instants import Clock, now


def tolerant(judge: ResourceJudge, settings: Settings) -> ResourceJudge:
    """The judge of what comes in and goes out, as tolerant as the settings say."""
    return TolerantJudge(judge, settings.tolerance)


def sas_flows(
    definitions: Definitions, settings: Settings, judge: ResourceJudge, clock: Clock = now
) -> tuple[Flow, ...]:
    """INT_R01, INT_R04, SOS Médecins, INT_R02 and INT_R03; `judge` is the facade's."""
    context = SearchContext(
        parameters=definitions.parameters,
        proofs=Proofs(judge),
        outbound=settings.outbound,
        clock=clock,
    )
    return (
        DeclaredProfiles(settings.meta_profile),
        SlotSearch(context),
        SosSearch(context),
        Accounts(),
        Appointments(),
    )


def gap_flows() -> tuple[Flow, ...]:
    """GAP 1a to 6bis; they come after those of SAS, whose searches they see as rewritten."""
    return (Synonyms(), Agendas(), PutSlots(), RendezVous(), Consultations())
