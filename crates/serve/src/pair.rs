//! `/api/pair`: a one-time code becomes a token.

use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;
use std::time::Instant;

use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderName, header};
use axum::response::AppendHeaders;
use axum::{Extension, Json};
use domain::code::GridPath;
use domain::failure::Refusal;
use domain::id::{CommandId, DeviceId, PostId};
use domain::moment::Moment;
use domain::seat::Role;
use serde::{Deserialize, Serialize};

use crate::call::read;
use crate::failed::Failed;
use crate::gate::Caller;
use crate::hall::Hall;
use crate::seat::cookie_of;

/// What a device sends.
#[derive(Deserialize)]
pub struct Redeeming {
    code: String,
    command_id: CommandId,
}

/// What it gets.
#[derive(Serialize)]
pub struct Paired {
    token: String,
    device: DeviceId,
    role: Role,
    subtree: Option<GridPath>,
    post: Option<PostId>,
    until: Moment,
}

/// `POST /api/pair`. The token comes in the body for programs, and for pages under `reach` as a cookie.
pub async fn pair(
    reach: &'static str,
    State(hall): State<Arc<Hall>>,
    caller: Option<Extension<Caller>>,
    headers: HeaderMap,
    body: Body,
) -> Result<(AppendHeaders<[(HeaderName, String); 1]>, Json<Paired>), Failed> {
    let Redeeming { code, command_id } = read(&headers, body).await?;
    let from = caller.map_or(IpAddr::V4(Ipv4Addr::LOCALHOST), |Extension(caller)| caller.from.ip());
    hall.tries.begin(Instant::now(), from).map_err(|seconds| Refusal::TooManyTries { seconds })?;
    let pairing = hall.at_the_desk(move |desk| desk.redeem(&code, command_id)).await?;
    hall.tries.forgive(from);
    let mut cookie = cookie(&cookie_of(hall.desk.id()), &pairing.token, reach, pairing.until);
    if hall.entrance.is_tls() {
        cookie.push_str("; Secure");
    }
    let paired = Paired {
        token: pairing.token,
        device: pairing.device,
        role: pairing.grant.role,
        subtree: pairing.grant.subtree,
        post: pairing.grant.post,
        until: pairing.until,
    };
    Ok((AppendHeaders([(header::SET_COOKIE, cookie)]), Json(paired)))
}

fn cookie(name: &str, token: &str, reach: &str, until: Moment) -> String {
    let expires = until.0.strftime("%a, %d %b %Y %H:%M:%S GMT");
    format!("{name}={token}; Path={reach}; Expires={expires}; HttpOnly; SameSite=Strict")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cookie_ends_with_its_token_and_stays_out_of_reach_of_scripts() {
        let until = Moment::from_millis(1_763_683_200_000);
        assert_eq!(
            cookie("wutu", "t", "/field", until),
            "wutu=t; Path=/field; Expires=Fri, 21 Nov 2025 00:00:00 GMT; HttpOnly; SameSite=Strict"
        );
    }
}
