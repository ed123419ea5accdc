# Signing in and out.
sign-in-citizen-text = Người dân và doanh nghiệp đăng nhập bằng tài khoản định danh điện tử VNeID, không cần tài khoản nào khác. Đăng nhập xong, ông/bà trở lại đúng trang đang xem.
sign-in-citizen = Đăng nhập bằng VNeID
sign-in-official-text = Cán bộ, công chức đăng nhập bằng tài khoản công vụ của cơ quan.
sign-in-official = Đăng nhập tài khoản công vụ
sign-in-official-link = Tôi là cán bộ, công chức
sign-in-citizen-link = Tôi là người dân hoặc doanh nghiệp
step-up-title = Xác nhận đúng là ông/bà
step-up-why = Nộp hồ sơ, xem kết quả và các việc liên quan đến hồ sơ cần tài khoản VNeID mức độ 2, để không ai làm thay ông/bà khi chưa được phép.
step-up-kept = Những gì ông/bà đã khai vẫn được giữ nguyên. Xác nhận xong, ông/bà trở lại đúng chỗ đang làm.
step-up-do = Xác nhận mức độ 2 bằng VNeID
step-up-none = Chưa có tài khoản mức độ 2? Ông/bà mang căn cước đến công an xã, phường bất kỳ để được cấp; tờ khai đang làm dở sẽ chờ ở đây.
step-up-later = Để sau, về trang của tôi
