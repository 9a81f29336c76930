"""Papers that a season names and cites but docgen does not make: guidance, the team's report, minutes."""

from docgen.kind import Citing, OutsidePaper

GUIDANCE = OutsidePaper("huong-dan", "Hướng dẫn", "HD", Citing("Hướng dẫn", "về"), before_days=True)
REPORT = OutsidePaper("bao-cao", "Báo cáo của Đoàn", "BC", Citing("Báo cáo", "về"), by_team=True)
MEETING = OutsidePaper("bien-ban-hop", "Biên bản họp Ban Thường trực", "BB", Citing("Biên bản", "về việc"))
