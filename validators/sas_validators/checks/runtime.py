"""Everything that compiled units import, under the names the compiler writes."""

from sas_validators.primitives.acceptance import NAMES

is_base64 = NAMES["is_base64"]
is_date = NAMES["is_date"]
is_datetime = NAMES["is_datetime"]
is_id = NAMES["is_id"]
is_instant = NAMES["is_instant"]
is_oid_urn = NAMES["is_oid_urn"]
is_time = NAMES["is_time"]
is_uuid_urn = NAMES["is_uuid_urn"]

__all__ = [name for name in dir() if not name.startswith("__")]
