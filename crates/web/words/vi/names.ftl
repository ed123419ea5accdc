# Names the rooms use, in words: stages, holders, causes, roles, actions, days off.

## Stages: the ten national names
stage-registered = Mới đăng ký
stage-received = Được tiếp nhận
stage-intake-rejected = Không được tiếp nhận
stage-in-progress = Đang xử lý
stage-awaiting-supplement = Yêu cầu bổ sung giấy tờ
stage-awaiting-payment = Yêu cầu thực hiện nghĩa vụ tài chính
stage-withdrawn = Công dân yêu cầu rút hồ sơ
stage-stopped = Dừng xử lý
stage-done = Đã xử lý xong
stage-delivered = Đã trả kết quả

## The same for the applicant, as a sentence
stage-plain-registered = Cơ quan đã nhận được tờ khai và đang kiểm tra xem đã đủ chưa.
stage-plain-received = Hồ sơ đã đủ và được nhận vào xử lý.
stage-plain-intake-rejected = Cơ quan không nhận hồ sơ này; lý do ghi trong hồ sơ.
stage-plain-in-progress = Cán bộ đang giải quyết hồ sơ.
stage-plain-awaiting-supplement = Đang chờ ông/bà bổ sung; thời gian chờ không tính vào hạn.
stage-plain-awaiting-payment = Đang chờ ông/bà nộp tiền; thời gian chờ không tính vào hạn.
stage-plain-withdrawn = Hồ sơ đã được rút theo yêu cầu của ông/bà.
stage-plain-stopped = Hồ sơ đang dừng; lý do ghi ở dưới.
stage-plain-done = Đã có kết quả.
stage-plain-delivered = Ông/bà đã nhận kết quả.

## Who has it
holder-applicant = Người nộp
holder-desk = Bộ phận một cửa
holder-officer = Chuyên viên thụ lý
holder-signer = Lãnh đạo ký
holder-clerk = Văn thư
holder-delivery = Nơi trả kết quả
holder-nobody = Không còn ai, đã xong

## On whose account the time goes
cause-officer = Cơ quan giải quyết
cause-applicant = Chờ người nộp
cause-fee = Chờ nộp tiền
cause-other-agency = Chờ cơ quan khác
cause-partner-system = Hệ thống khác không trả lời
cause-our-outage = Hệ thống này ngừng
cause-decision = Dừng theo quyết định

## Roles
role-desk = Cán bộ tiếp nhận
role-officer = Chuyên viên thụ lý
role-head = Lãnh đạo phòng
role-signer = Lãnh đạo có thẩm quyền ký
role-clerk = Văn thư
role-deliverer = Cán bộ trả kết quả
role-delivery = Cán bộ trả kết quả
role-admin = Quản trị thủ tục
role-inspector = Kiểm soát thủ tục hành chính

## Actions: on a button
action-submit-do = Nộp hồ sơ
action-counter-intake-do = Lập hồ sơ tại quầy
action-write-message-do = Nhắn tin với người nộp
action-receive-do = Tiếp nhận
action-reject-intake-do = Từ chối tiếp nhận
action-request-supplement-do = Yêu cầu bổ sung
action-answer-supplement-do = Gửi bổ sung
action-forward-do = Phân công
action-propose-do = Trình ký
action-return-do = Trả lại để sửa
action-approve-do = Phê duyệt
action-number-do = Vào sổ, cấp số
action-release-do = Phát hành
action-sign-do = Ký số
action-seal-do = Đóng dấu số
action-deliver-do = Trả kết quả
action-recall-delivery-do = Thu hồi việc trả
action-request-withdrawal-do = Xin rút hồ sơ
action-accept-withdrawal-do = Đồng ý cho rút
action-decline-withdrawal-do = Không đồng ý cho rút
action-request-payment-do = Yêu cầu nộp phí
action-confirm-payment-do = Xác nhận đã nộp
action-stop-do = Dừng xử lý
action-resume-do = Tiếp tục xử lý
action-extend-do = Xin lỗi và hẹn lại
action-start-wait-do = Ghi việc chờ
action-end-wait-do = Hết chờ
action-acknowledge-sync-do = Xác nhận đồng bộ
action-read-do = Xem hồ sơ

## Actions: in the history
action-submit-done = Đã nộp hồ sơ
action-receive-done = Đã tiếp nhận
action-reject-intake-done = Đã từ chối tiếp nhận
action-request-supplement-done = Đã yêu cầu bổ sung
action-answer-supplement-done = Đã gửi phần bổ sung
action-forward-done = Đã phân công
action-propose-done = Đã trình dự thảo kết quả
action-return-done = Đã trả lại dự thảo để sửa
action-approve-done = Đã phê duyệt
action-number-done = Đã vào sổ, cấp số
action-release-done = Đã phát hành kết quả
action-sign-done = Đã ký số
action-seal-done = Đã đóng dấu số của cơ quan
action-deliver-done = Đã trả kết quả
action-recall-delivery-done = Đã thu hồi việc trả kết quả
action-request-withdrawal-done = Đã xin rút hồ sơ
action-accept-withdrawal-done = Đã đồng ý cho rút
action-decline-withdrawal-done = Không đồng ý cho rút
action-request-payment-done = Đã yêu cầu nộp phí
action-confirm-payment-done = Đã xác nhận nộp phí
action-stop-done = Đã dừng xử lý
action-resume-done = Đã tiếp tục xử lý
action-extend-done = Đã xin lỗi và hẹn lại
action-start-wait-done = Bắt đầu chờ
action-end-wait-done = Hết chờ
action-start-verification-do = Yêu cầu xác minh nơi khác
action-verify-do = Đối chiếu dữ liệu
action-accept-value-do = Chấp nhận giá trị đã khai
action-start-verification-done = Đã yêu cầu xác minh nơi khác
action-verify-done = Đã đối chiếu với cơ sở dữ liệu
action-accept-value-done = Đã chấp nhận giá trị đã khai
standing-declared = tự khai
standing-verified = đã xác thực
standing-deferred = chờ đối chiếu
standing-contradicted = khác cơ sở dữ liệu
action-acknowledge-sync-done = Cổng quốc gia đã nhận trạng thái

## Why a day does not count
day-weekly-rest = Ngày nghỉ hằng tuần
day-compensation = Nghỉ bù
day-swap = Hoán đổi ngày làm việc
day-new-year = Tết Dương lịch
day-tet = Tết Âm lịch
day-victory = Ngày Chiến thắng 30/4
day-labour = Ngày Quốc tế Lao động 1/5
day-national-day = Quốc khánh
day-hung-kings = Giỗ Tổ Hùng Vương
day-culture-day = Ngày Văn hóa Việt Nam
