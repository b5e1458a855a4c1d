# INTERRA_URL: address of the installation. INTERRA_KEY: a key of reports, kept out of the script.
library(httr2)
library(readr)

answer <- request(Sys.getenv("INTERRA_URL")) |>
  req_url_path_append("v1/reporting/figures.csv") |>
  req_url_query(indicators = "ACT-01,ACT-04", from = "2019-01-01", to = "2020-01-01") |>
  req_auth_bearer_token(Sys.getenv("INTERRA_KEY")) |>
  req_perform()

# "s" is hidden, which is neither zero nor missing: conf_status is C
figures <- read_csv(I(resp_body_string(answer)), na = c("", "s"))
